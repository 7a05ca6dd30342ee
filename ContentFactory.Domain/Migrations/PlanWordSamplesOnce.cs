using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000390_word_samples")]
internal sealed class PlanWordSamplesOnce() : SqlMigration("20261129000390_word_samples");
