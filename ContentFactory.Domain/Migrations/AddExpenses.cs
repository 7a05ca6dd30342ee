using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000360_expenses")]
internal sealed class AddExpenses() : SqlMigration("20261129000360_expenses");
