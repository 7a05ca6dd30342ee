using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261123000002_notifications")]
internal sealed class OneUnreadNotice() : SqlMigration("20261123000002_notifications");
