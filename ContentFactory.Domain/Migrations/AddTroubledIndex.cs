using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261201000210_troubled_index")]
internal sealed class AddTroubledIndex() : IndexMigration("20261201000210_troubled_index", "ix_publications_troubled");
