using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000306_idea_lists")]
internal sealed class AddIdeaLists() : SqlMigration("20261129000306_idea_lists");
