using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000150_post_search_texts")]
internal sealed class AddPostSearchTexts() : SqlMigration("20261128000150_post_search_texts");
