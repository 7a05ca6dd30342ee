using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000305_idea_search")]
internal sealed class AddIdeaSearch() : SqlMigration("20261129000305_idea_search");
