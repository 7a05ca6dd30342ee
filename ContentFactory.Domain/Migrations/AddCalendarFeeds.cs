using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261130000100_calendar_feeds")]
internal sealed class AddCalendarFeeds() : SqlMigration("20261130000100_calendar_feeds");
