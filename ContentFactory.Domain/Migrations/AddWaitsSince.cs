using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000161_waits_since")]
internal sealed class AddWaitsSince() : SqlMigration("20261128000161_waits_since");
