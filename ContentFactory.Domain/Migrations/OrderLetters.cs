using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261202000510_letters_by_time")]
internal sealed class OrderLetters() : IndexMigration("20261202000510_letters_by_time", "ix_letters_created_at");
