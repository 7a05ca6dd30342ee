namespace ContentFactory.Web.Analytics.Predictions;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
