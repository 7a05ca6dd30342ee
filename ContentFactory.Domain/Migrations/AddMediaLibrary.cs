using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000400_media_library")]
internal sealed class AddMediaLibrary() : SqlMigration("20261129000400_media_library");
