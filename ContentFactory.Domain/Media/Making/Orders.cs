namespace ContentFactory.Domain.Media.Making;

/// <summary>A card to be made.</summary>
/// <param name="Id">Names the folder of the work and the item that comes out of it.</param>
/// <param name="Subject">What it was ordered for: a post.</param>
/// <param name="LogoId">A picture of the library in place of the company's initials.</param>
/// <param name="Link">The page where it is offered: an address inside the tenant.</param>
public sealed record CardOrder(Guid Id, Guid Subject, string Link, Guid CompanyId, MediaStory Story, BrandColours Brand, CardChoice Choice, string FileName, Guid? LogoId = null);

/// <summary>A short to be made.</summary>
/// <inheritdoc cref="CardOrder"/>
/// <param name="CoverId">Of the item with the short's first picture.</param>
/// <param name="Music">With a quiet bed of tones below the voice.</param>
public sealed record ShortOrder(Guid Id, Guid CoverId, Guid Subject, string Link, Guid CompanyId, MediaStory Story, BrandColours Brand, bool Music, string FileName, Guid? LogoId = null);
