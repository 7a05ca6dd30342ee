using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000333_hashtag_sets")]
internal sealed class AddHashtagSets() : SqlMigration("20261129000333_hashtag_sets");
