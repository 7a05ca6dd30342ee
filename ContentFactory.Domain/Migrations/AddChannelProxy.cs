using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000260_channel_proxy")]
internal sealed class AddChannelProxy() : SqlMigration("20261129000260_channel_proxy");
