using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000800_role_in_tenant")]
internal sealed class AddRoleInTenant() : SqlMigration("20261130000800_role_in_tenant");
