using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000401_post_presences")]
internal sealed class AddPostPresences() : SqlMigration("20261130000401_post_presences");
