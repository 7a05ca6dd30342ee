using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000141_channel_checks")]
internal sealed class AddChannelChecks() : SqlMigration("20261128000141_channel_checks");
