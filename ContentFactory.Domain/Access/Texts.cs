namespace ContentFactory.Domain.Access;

/// <summary>Names this feature's resources.</summary>
public sealed class Texts;
