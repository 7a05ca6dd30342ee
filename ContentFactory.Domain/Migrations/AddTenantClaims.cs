using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261125000080_tenant_claims")]
internal sealed class AddTenantClaims() : SqlMigration("20261125000080_tenant_claims");
