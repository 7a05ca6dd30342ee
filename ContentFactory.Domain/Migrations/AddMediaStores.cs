using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000440_media_stores")]
internal sealed class AddMediaStores() : SqlMigration("20261129000440_media_stores");
