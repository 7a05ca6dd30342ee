using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261202000610_plan_editor")]
internal sealed class EditPlans() : SqlMigration("20261202000610_plan_editor");
