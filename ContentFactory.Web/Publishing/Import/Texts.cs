namespace ContentFactory.Web.Publishing.Import;

/// <summary>Names the texts of this folder.</summary>
public sealed class Texts;
