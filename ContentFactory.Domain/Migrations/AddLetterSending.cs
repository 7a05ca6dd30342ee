using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261125000030_letter_sending")]
internal sealed class AddLetterSending() : SqlMigration("20261125000030_letter_sending");
