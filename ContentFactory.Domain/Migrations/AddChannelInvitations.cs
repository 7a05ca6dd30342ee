using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000250_channel_invitations")]
internal sealed class AddChannelInvitations() : SqlMigration("20261129000250_channel_invitations");
