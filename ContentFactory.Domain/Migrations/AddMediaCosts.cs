using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000420_media_costs")]
internal sealed class AddMediaCosts() : SqlMigration("20261129000420_media_costs");
