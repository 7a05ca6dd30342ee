using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000120_publishing_stop")]
internal sealed class AddPublishingStop() : SqlMigration("20261128000120_publishing_stop");
