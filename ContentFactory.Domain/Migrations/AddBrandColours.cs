using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000410_brand_colours")]
internal sealed class AddBrandColours() : SqlMigration("20261129000410_brand_colours");
