using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261125000050_companies")]
internal sealed class AddCompanyFields() : SqlMigration("20261125000050_companies");
