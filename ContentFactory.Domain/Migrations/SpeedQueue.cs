using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000160_queue_speed")]
internal sealed class SpeedQueue() : SqlMigration("20261128000160_queue_speed");
