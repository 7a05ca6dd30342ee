using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261202000500_audit_by_time")]
internal sealed class OrderAudit() : SqlMigration("20261202000500_audit_by_time");
