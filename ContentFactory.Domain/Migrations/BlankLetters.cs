using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261125000071_blank_letters")]
internal sealed class BlankLetters() : SqlMigration("20261125000071_blank_letters");
