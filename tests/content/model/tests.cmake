villageboard_test(model_test content/model content_model PkgConfig::JSON)
