using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000200_approval_links")]
internal sealed class AddApprovalLinks() : SqlMigration("20261130000200_approval_links");
