using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000151_call_budgets")]
internal sealed class AddCallBudgets() : SqlMigration("20261128000151_call_budgets");
