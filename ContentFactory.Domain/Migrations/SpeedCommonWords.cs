using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000370_common_words")]
internal sealed class SpeedCommonWords() : SqlMigration("20261129000370_common_words");
