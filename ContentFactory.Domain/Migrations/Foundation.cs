using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261121000000_foundation")]
internal sealed class Foundation() : SqlMigration("20261121000001_tables", "20261121000002_security", "20261121000003_rules");
