using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000500_post_imports")]
internal sealed class AddPostImports() : SqlMigration("20261130000500_post_imports");
