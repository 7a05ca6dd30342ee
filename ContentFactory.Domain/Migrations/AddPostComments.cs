using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000220_post_comments")]
internal sealed class AddPostComments() : SqlMigration("20261130000220_post_comments");
