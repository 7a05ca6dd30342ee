using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000301_ideas_by_hand")]
internal sealed class AddIdeasByHand() : SqlMigration("20261129000301_ideas_by_hand");
