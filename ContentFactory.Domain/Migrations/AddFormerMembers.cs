using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261125000090_former_members")]
internal sealed class AddFormerMembers() : SqlMigration("20261125000090_former_members");
