using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261125000031_person_telegrams")]
internal sealed class AddPersonTelegrams() : SqlMigration("20261125000031_person_telegrams");
