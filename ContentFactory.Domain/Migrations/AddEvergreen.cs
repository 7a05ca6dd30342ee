using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000180_evergreen")]
internal sealed class AddEvergreen() : SqlMigration("20261128000180_evergreen");
