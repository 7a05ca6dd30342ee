using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261125000020_sessions")]
internal sealed class AddSessions() : SqlMigration("20261125000020_sessions");
