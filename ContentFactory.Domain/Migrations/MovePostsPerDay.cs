using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261125000041_setting_of_posts_per_day")]
internal sealed class MovePostsPerDay() : SqlMigration("20261125000041_setting_of_posts_per_day");
