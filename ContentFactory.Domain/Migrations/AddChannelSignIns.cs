using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000200_channel_sign_ins")]
internal sealed class AddChannelSignIns() : SqlMigration("20261128000200_channel_sign_ins");
