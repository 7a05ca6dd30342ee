using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261202000620_view_as")]
internal sealed class AddViewAs() : SqlMigration("20261202000620_view_as");
