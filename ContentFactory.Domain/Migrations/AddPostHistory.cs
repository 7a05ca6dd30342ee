using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000400_post_history")]
internal sealed class AddPostHistory() : SqlMigration("20261130000400_post_history");
