using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261201000215_media_sizes_index")]
internal sealed class AddMediaSizesIndex() : IndexMigration("20261201000215_media_sizes_index", "ix_media_items_sizes");
