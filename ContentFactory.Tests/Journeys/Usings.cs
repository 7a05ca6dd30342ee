global using AccessTexts = ContentFactory.Web.Access.Texts;
global using AnalyticsTexts = ContentFactory.Web.Analytics.Texts;
global using ChannelsTexts = ContentFactory.Web.Channels.Texts;
global using CompaniesTexts = ContentFactory.Web.Access.Companies.Texts;
global using ContentTexts = ContentFactory.Web.Content.Texts;
global using PublishingTexts = ContentFactory.Web.Publishing.Texts;
global using ShellTexts = ContentFactory.Web.Shell.Texts;
global using TrendsTexts = ContentFactory.Web.Trends.Texts;
