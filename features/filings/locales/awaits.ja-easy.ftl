awaits-ask = ほかの人に見てもらう
awaits-ask-whom = だれにたのむか
awaits-ask-hint = メールで知らせます。
awaits-ask-act = 見てもらう
awaits-ask-nobody = だれにたのむか、えらんでください。
awaits-ask-waits = たのんでいる人：
awaits-mail-approve-subject = 出してよいか｜決《き》めてください：{ $what }（{ $company } { $number }）
awaits-mail-approve-body =
    { $by }さんが「{ $what }」を読みました。
    出してよいか、｜決《き》めてください。

    会社：{ $company }
    ｜事案《じあん》：{ $title }（{ $number }）

    { $link }
awaits-mail-confirm-subject = ｜送《おく》ってよいか見てください：{ $company } { $number }
awaits-mail-confirm-body =
    { $by }さんが「{ $what }」を見ました。
    もう1人が見ると、｜送《おく》れます。

    会社：{ $company }
    ｜事案《じあん》：{ $title }（{ $number }）

    { $link }
awaits-mail-check-subject = 読んでください：{ $what }（{ $company } { $number }）
awaits-mail-check-body =
    { $by }さんが、読んでほしいと言っています。
    「{ $what }」です。

    会社：{ $company }
    ｜事案《じあん》：{ $title }（{ $number }）

    { $link }
awaits-mail-provider-subject = お｜助《たす》け｜隊《たい》が｜決《き》めました：{ $what }（{ $company } { $number }）
awaits-mail-provider-body =
    お｜助《たす》け｜隊《たい》の{ $by }さんが｜決《き》めました。
    「{ $what }」を出してよいです。

    会社：{ $company }
    ｜事案《じあん》：{ $title }（{ $number }）

    { $link }
