using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000210_approval_asks")]
internal sealed class AddApprovalAsks() : SqlMigration("20261130000210_approval_asks");
