using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000143_notice_post")]
internal sealed class AddNoticePost() : SqlMigration("20261128000143_notice_post");
