using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130001000_post_covers")]
internal sealed class AddPostCovers() : SqlMigration("20261130001000_post_covers");
